# Settings of Stowage as environment variables: append to $CATALINA_BASE/bin/setenv.sh, readable for Tomcat's user only.

# Fill in the secret that the XMPP server has.
export STOWAGE_SECRET=''

# The defaults of the others:
# export STOWAGE_BASE_PATH="$CATALINA_BASE/stowage"
# export STOWAGE_MAX_SIZE='100 MiB'
# export STOWAGE_DURABILITY='fsync'
