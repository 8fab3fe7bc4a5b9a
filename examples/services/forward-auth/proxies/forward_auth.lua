-- Asks a service about a request. What it admits goes on with the user's name, and anything else is the answer.
--
-- A request that cannot be asked about is refused. HAProxy admits it if this script fails, so the configuration has to refuse
-- what has no variable `txn.admitted`.

-- The fields of the service's answer that the client needs if it is refused.
local REFUSED = { "www-authenticate", "retry-after", "cache-control", "content-type" }

-- Goes through the values of a field in their order, of which HAProxy numbers the first 0.
local function each(values)
    return function(_, last)
        local value = values and values[last + 1]
        if value then
            return last + 1, value
        end
    end, nil, -1
end

local function refuse(txn, status, body)
    local reply = txn:reply({ status = status })
    reply:set_body(body or "")
    return reply
end

core.register_action("forward_auth", { "http-req" }, function(txn, url)
    local fields = txn.http:req_get_headers()
    local asked = {
        ["host"] = { fields["host"] and fields["host"][0] or "" },
        ["x-forwarded-method"] = { txn.sf:method() },
        ["x-forwarded-uri"] = { txn.sf:pathq() },
        ["x-forwarded-for"] = { txn.sf:src() },
    }
    -- Two of them at most, since the service refuses a request with two, and HAProxy sends no more than a hundred fields.
    local sent = fields["authorization"]
    if sent then
        asked["authorization"] = { sent[0], sent[1] }
    end

    local answer = core.httpclient():get({ url = url, headers = asked, timeout = 5000 })
    local status = answer and tonumber(answer.status) or 0
    if status == 200 then
        local function field(name)
            return answer.headers[name] and answer.headers[name][0]
        end
        local user = field("x-remote-user")
        if user then
            txn.http:req_set_header("X-Remote-User", user)
        end
        local info = field("authentication-info")
        if info then
            txn:set_var("txn.auth_info", info)
        end
        txn:set_var("txn.admitted", true)
        return
    end

    -- A service that is not there, and one that redirects, are none to ask.
    if status < 400 or status > 599 then
        txn:done(refuse(txn, 503))
    end
    local reply = refuse(txn, status, answer.body)
    for _, name in ipairs(REFUSED) do
        for _, value in each(answer.headers[name]) do
            reply:add_header(name, value)
        end
    end
    txn:done(reply)
end, 1)
