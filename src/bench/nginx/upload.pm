package upload;

# An upload service in nginx's Perl module (https://nginx.org/en/docs/http/ngx_http_perl_module.html), as a peer of the
# benchmark: it checks the token "v1" of Prosody's mod_http_upload_external, never overwrites, and serves by sendfile.

use strict;
use warnings;
use nginx;
use Digest::SHA qw(hmac_sha256_hex);
use File::Basename qw(dirname);
use File::Path qw(make_path);

my $secret = $ENV{UPLOAD_SECRET};
my $files = $ENV{UPLOAD_ROOT};

sub handle {
    my $r = shift;
    my ($path) = $r->uri =~ m{^/upload/((?:[\w.-]+/)*[\w.-]+)$} or return 400;
    return 400 if $path =~ m{(?:^|/)\.\.?(?:/|$)};
    my $method = $r->request_method;
    return $method eq 'PUT' ? put($r, $path) : $method eq 'GET' || $method eq 'HEAD' ? get($r, "$files/$path") : 405;
}

sub get {
    my ($r, $file) = @_;
    my $size = -s $file;
    return 404 unless defined $size;
    $r->header_out('Content-Length', $size);
    $r->header_out('Content-Disposition', 'attachment');
    $r->header_out('Content-Security-Policy', "default-src 'none'");
    $r->header_out('X-Content-Type-Options', 'nosniff');
    $r->allow_ranges;
    $r->send_http_header('application/octet-stream');
    $r->sendfile($file) unless $r->header_only || $size == 0;
    return OK;
}

sub put {
    my ($r, $path) = @_;
    return 409 if -e "$files/$path";
    my ($token) = ($r->args // '') =~ m{(?:^|&)v=([0-9a-f]{64})(?:&|$)} or return 403;
    my $length = $r->header_in('Content-Length') // '';
    return 403 unless same($token, hmac_sha256_hex("$path $length", $secret));
    return $r->has_request_body(\&stored) ? OK : 400;
}

sub stored {
    my $r = shift;
    my ($path) = $r->uri =~ m{^/upload/(.*)$};
    my $file = "$files/$path";
    make_path(dirname($file));
    my $published = link($r->request_body_file, $file);
    unlink $r->request_body_file;
    $r->status($published ? 201 : 409);
    $r->header_out('Content-Length', 0);
    $r->send_http_header;
    return OK;
}

sub same {
    my ($one, $other) = @_;
    my $difference = length($one) ^ length($other);
    $difference |= ord(substr($one, $_, 1)) ^ ord(substr($other, $_, 1)) for 0 .. length($one) - 1;
    return $difference == 0;
}

1;
