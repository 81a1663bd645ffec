-- Another comment kept with each request.
local threads = 0
function setup(thread)
  thread:set("me", threads)
  threads = threads + 1
end
function init() n = 0; from = os.time() % @comments@ end
function request()
  n = n + 1
  local pk = @first_comment@ + (from * 37 + n * 2 + me) % @comments@
  local body = "c" .. pk .. "-action=keep&c" .. pk .. "-version_seen=1"
  return wrk.format("POST", "/moderation/comments/" .. pk .. "/", nil, body)
end
