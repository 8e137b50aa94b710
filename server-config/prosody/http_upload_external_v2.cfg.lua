-- Prosody with mod_http_upload_external (package prosody-modules), which signs path, size and media type (v2).
-- Put this at the end of prosody.cfg.lua, or into conf.d.

Component "upload.example.org" "http_upload_external"
    -- What clients see of Stowage, with a slash at the end.
    http_upload_external_base_url = "https://upload.example.org/upload/"
    -- stowage.secret
    http_upload_external_secret = "the same secret"
    http_upload_external_protocol = "v2"
    -- Not above stowage.max-size.
    http_upload_external_file_size_limit = 100 * 1024 * 1024
