# Settings of Stowage as environment variables: append to $CATALINA_BASE/bin/setenv.sh, readable for Tomcat's user only.

# Fill in the secret that the XMPP server has.
export STOWAGE_SECRET=''

# The defaults of the others:
# export STOWAGE_BASE_PATH="$CATALINA_BASE/stowage"
# export STOWAGE_MAX_SIZE='100 MiB'
# export STOWAGE_DURABILITY='fsync'

# For a small machine. Measured on Tomcat 11 under 64 uploads, then 64 downloads, of 100 MiB at once: with -Xmx64m alone the
# process takes 176 MiB at most (of which Java's heap 30), with the serial collector 157, with all of this 150.
# export CATALINA_OPTS="$CATALINA_OPTS -Xmx64m -XX:+UseSerialGC -Xss256k -XX:ReservedCodeCacheSize=48m"
# export MALLOC_ARENA_MAX=2

# For a faster start: an archive of classes. Measured on Tomcat 11 and Java 17: 3.7 s until the server has started instead of 4.6.
# Java writes it when Tomcat is stopped, which takes some seconds, and ignores it after an update of Java or Tomcat; then write it anew.
# First start and stop Tomcat once with this line:
# export CATALINA_OPTS="$CATALINA_OPTS -XX:ArchiveClassesAtExit=$CATALINA_BASE/temp/tomcat.jsa"
# then, instead of it, always:
# export CATALINA_OPTS="$CATALINA_OPTS -XX:SharedArchiveFile=$CATALINA_BASE/temp/tomcat.jsa"
