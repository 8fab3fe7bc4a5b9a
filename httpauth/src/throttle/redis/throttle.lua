-- The failed attempts of users, pairs and clients. Times are milliseconds since 1970 by the clock of this server.
--
-- KEYS[1] counts a user's failures, and KEYS[2] has the clients that got in as the account. Where the client is known,
-- KEYS[3] counts the pair's failures, and KEYS[4] the client's.
--
-- A counter is a hash. Its field `n` has the failures of the span `n` of its window, the field `p n` the parts of one more
-- failure in the span, and the field `f n` the attempts that began in minute `n` and are in flight. One that no process
-- has ended after two minutes was in one that has ended.

local what, was_known, was_in_flight, client = ARGV[1], ARGV[2] == '1', ARGV[3] == '1', ARGV[4]
local known_for, spans, parts = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local minute = math.floor(now / 60000)

local user, accounts = KEYS[1], KEYS[2]
local counters = {{key = user, limit = tonumber(ARGV[8]), span = tonumber(ARGV[9])}}
if client ~= '' then
    counters[2] = {key = KEYS[3], limit = tonumber(ARGV[10]), span = tonumber(ARGV[11])}
    counters[3] = {key = KEYS[4], limit = tonumber(ARGV[12]), span = tonumber(ARGV[13])}
end

-- Reads a counter, and forgets what no longer counts.
local function read(counter)
    local fields = redis.call('HGETALL', counter.key)
    local first = math.floor(now / counter.span) - spans
    counter.failures, counter.flying, counter.newest, counter.by_span = 0, 0, nil, {}
    counter.parts, counter.parts_field = 0, string.format('p %.0f', first + spans)
    for index = 1, #fields, 2 do
        local field, count = fields[index], tonumber(fields[index + 1])
        local number = tonumber(string.match(field, '%d+'))
        local flies = string.sub(field, 1, 1) == 'f'
        if field == counter.parts_field then
            counter.parts = count
        elseif string.sub(field, 1, 1) == 'p' then
            redis.call('HDEL', counter.key, field)
        elseif count <= 0 or number < (flies and minute - 1 or first) then
            redis.call('HDEL', counter.key, field)
        elseif flies then
            counter.flying = counter.flying + count
            if not counter.newest or number > counter.newest then
                counter.newest = number
            end
        else
            counter.failures = counter.failures + count
            counter.by_span[#counter.by_span + 1] = {number, count}
        end
    end
end

local function add(counter, field, count)
    redis.call('HINCRBY', counter.key, field, count)
    redis.call('PEXPIRE', counter.key, string.format('%.0f', math.max(counter.span * (spans + 1), 120000)))
end

local function fail(counter)
    add(counter, string.format('%.0f', math.floor(now / counter.span)), 1)
end

local function fail_in_part(counter)
    if counter.parts + 1 < parts then
        add(counter, counter.parts_field, 1)
    else
        redis.call('HDEL', counter.key, counter.parts_field)
        fail(counter)
    end
end

-- Returns the milliseconds until enough failures are forgotten.
local function wait(counter)
    table.sort(counter.by_span, function(one, other) return one[1] < other[1] end)
    local left = counter.failures
    for _, span in ipairs(counter.by_span) do
        left = left - span[2]
        if left < counter.limit then
            return (span[1] + spans + 1) * counter.span - now
        end
    end
    return counter.span
end

for _, counter in ipairs(counters) do
    read(counter)
end

if what == 'begin' then
    local seen = client ~= '' and redis.call('HGET', accounts, client)
    local is_known = seen and now - tonumber(seen) <= known_for or false
    local longest, is_busy = -1, false
    for index, counter in ipairs(counters) do
        if index > 1 or not is_known then
            local left = counter.limit - counter.failures
            if left <= 0 then
                longest = math.max(longest, wait(counter))
            elseif index ~= 2 then
                is_busy = is_busy or counter.flying >= left
            elseif not (is_known and counter.failures == 0) then
                is_busy = is_busy or counter.flying >= math.ceil(left / 2)
            end
        end
    end
    if longest >= 0 then
        return {'refused', longest}
    end
    if is_busy then
        return {'busy', 0}
    end
    for index, counter in ipairs(counters) do
        if index > 1 or not is_known then
            add(counter, string.format('f %.0f', minute), 1)
        end
    end
    return {is_known and 'known' or 'admitted', 0}
end

for index, counter in ipairs(counters) do
    if was_in_flight and counter.newest and (index > 1 or not was_known) then
        add(counter, string.format('f %.0f', counter.newest), -1)
    end
    -- Who goes away in the middle fails as a client, and for the user where that one is not known.
    local counts = index == 3 or index == 1 and not was_known
    if what == 'wrong' or what == 'abandoned' and counts then
        fail(counter)
    elseif what == 'failed' then
        fail_in_part(counter)
    end
end
if what == 'right' and client ~= '' then
    for _, span in ipairs(counters[2].by_span) do
        redis.call('HDEL', counters[2].key, string.format('%.0f', span[1]))
    end
    redis.call('HDEL', counters[2].key, counters[2].parts_field)
    redis.call('HSET', accounts, client, string.format('%.0f', now))
    redis.call('PEXPIRE', accounts, string.format('%.0f', known_for))
    -- The number is bounded for each user, so that nobody can make another user's clients unknown.
    local clients = redis.call('HGETALL', accounts)
    if #clients > 16 then
        local oldest, since = nil, math.huge
        for index = 1, #clients, 2 do
            if tonumber(clients[index + 1]) < since then
                oldest, since = clients[index], tonumber(clients[index + 1])
            end
        end
        redis.call('HDEL', accounts, oldest)
    end
end
return {'ended', 0}
