-- Prosody's own mod_http_file_share (Prosody 0.12 or newer) with the files in Stowage: a token that expires, with the
-- user's address, the media type, and when the file shall go (jwt).
-- Put this at the end of prosody.cfg.lua, or into conf.d.

Component "upload.example.org" "http_file_share"
    -- What clients see of Stowage, with a slash at the end.
    http_file_share_base_url = "https://upload.example.org/upload/"
    -- stowage.secret
    http_file_share_secret = "the same secret"
    -- Not above stowage.max-size.
    http_file_share_size_limit = 100 * 1024 * 1024
    -- Quotas by day and in all, as Prosody counts them:
    -- http_file_share_daily_quota = 1024 * 1024 * 1024
    -- http_file_share_global_quota = 100 * 1024 * 1024 * 1024
