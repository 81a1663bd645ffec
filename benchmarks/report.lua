-- Another comment reported with each request.
local threads = 0
function setup(thread)
  thread:set("me", threads)
  threads = threads + 1
end
function init() n = 0; from = os.time() % @comments@ end
function request()
  n = n + 1
  local pk = @first_comment@ + (from * 37 + n * 2 + me) % @comments@
  return wrk.format("POST", "/c/" .. pk .. "/report/", nil, "rule=@rule@&words=&text_version=1")
end
