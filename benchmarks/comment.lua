-- Another comment with each request, on one story.
local threads = 0
function setup(thread)
  thread:set("me", threads)
  threads = threads + 1
end
function init() n = 0; began = os.time() end
function request()
  n = n + 1
  local key = string.format("%08x-0000-4000-8000-%04x%08x", began, me, n)
  local text = string.format("The pier was full again on day %d, and nobody from the council came to see it (%d, %d).", n, me, began)
  local body = "form_key=" .. key .. "&text=" .. text:gsub(" ", "+")
  return wrk.format("POST", "@comment_post@", nil, body)
end
