-- Metronome with mod_http_upload_external, which signs path, size, media type, and deletions (token).
-- Put this at the end of metronome.cfg.lua.

Component "upload.example.org" "http_upload_external"
    -- What clients see of Stowage, with a slash at the end.
    http_file_external_url = "https://upload.example.org/upload/"
    -- stowage.secret
    http_file_secret = "the same secret"
    -- Not above stowage.max-size.
    http_file_size_limit = 100 * 1024 * 1024
    -- Deletions: the same URL, and stowage.delete-secret. Metronome then deletes files after two days unless told otherwise.
    http_file_external_delete_url = "https://upload.example.org/upload/"
    http_file_delete_secret = "another secret"
    http_file_expire_after = 30 * 24 * 60 * 60
