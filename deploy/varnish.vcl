# Varnish in front of Newsroom, which says with each answer how long it may be kept. With PURGE=varnish and
# PURGE_URL=http://127.0.0.1:6081/ Newsroom bans what it takes away (pagecache/purge.py).
vcl 4.1;

backend newsroom {
    .host = "127.0.0.1";
    .port = "8000";
    .first_byte_timeout = 30s;
}

acl newsroom_itself {
    "127.0.0.1";
}

sub vcl_recv {
    if (req.method == "BAN") {
        if (client.ip !~ newsroom_itself || !req.http.X-Ban-Surrogate-Key) {
            return (synth(403));
        }
        ban("obj.http.Surrogate-Key ~ " + req.http.X-Ban-Surrogate-Key);
        return (synth(200));
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Who is signed in sees at once what they have just written.
    if (req.http.Cookie ~ "(^|; )(__Host-)?sessionid=") {
        return (pass);
    }
    unset req.http.Cookie;
    return (hash);
}

sub vcl_backend_fetch {
    # An archive of photos is looked at before there is an answer.
    if (bereq.url ~ "^/admin/images/photo/upload/") {
        set bereq.first_byte_timeout = 600s;
    }
}

sub vcl_backend_response {
    if (beresp.http.Set-Cookie || beresp.http.Cache-Control ~ "private|no-store") {
        set beresp.uncacheable = true;
        set beresp.ttl = 120s;
        return (deliver);
    }
    # After s-maxage it may be shown once more, while it is fetched anew; and for a day while Newsroom does not answer.
    set beresp.grace = 2s;
    set beresp.keep = 1d;
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
}
