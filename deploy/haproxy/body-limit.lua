-- Ends a request whose body is larger than the limit, counted as it passes: a Content-Length is
-- only what a client says, and chunks say nothing in advance. The client gets 400, or no answer if it
-- still sends, and not 413, since a filter cannot choose; the upstream sees a request that breaks off, and never takes it for whole.

local LIMIT = 1048576

local BodyLimit = { id = "body limit", flags = filter.FLT_CFG_FL_HTX }
BodyLimit.__index = BodyLimit

function BodyLimit:new()
  return setmetatable({ seen = 0 }, BodyLimit)
end

function BodyLimit:start_analyze(_, channel)
  if not channel:is_resp() then
    filter.register_data_filter(self, channel)
  end
end

function BodyLimit:http_payload(_, message)
  local part = message:body()
  self.seen = self.seen + (part and #part or 0)
  if self.seen > LIMIT then
    -- The one way to end a request from here: what this function returns is not looked at.
    error("a body of more than " .. LIMIT .. " bytes", 0)
  end
end

core.register_filter("body-limit", BodyLimit, function(limit) return limit end)
