-- The used counts of nonces. Times are milliseconds since 1970 by the clock of this server.
--
-- KEYS[1] is a hash. Its field `run` names the run of a server that the data belong to.
-- KEYS[2] is a sorted set of the generations by the issue time that they start at. A generation is a hash of windows by
-- nonce. It covers what was issued from its start on and before the next one starts. What was issued before the first
-- one is forgotten.
--
-- A window is the highest used count, and a bit for each remainder modulo 128 of it and of the 127 counts below. A mark
-- lies under the empty name. It is the latest issue time of a nonce that was filed up to this generation, and the longest
-- life of one.

local state, generations = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local generation, is_lost, is_full, latest, life, limit

-- Claims a count. This stands first and without functions, because a request waits for no more than this.
if #ARGV == 5 then
    local id, count, issued_at, expires_at = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
    limit = tonumber(ARGV[5])
    -- By the clock that also drops what has expired. No nonce of the future is filed, because to make room for it all that
    -- are issued until then would be forgotten.
    if issued_at > now or expires_at <= now then
        return 'stale'
    end
    generation = redis.call('ZREVRANGEBYSCORE', generations, ARGV[3], '-inf', 'LIMIT', 0, 1)[1]
    if not generation then
        return redis.call('EXISTS', generations) == 0 and 'lost' or 'stale'
    end
    local found = redis.call('HMGET', generation, id, '')
    local window, mark = found[1], found[2]
    local highest, bits = 0, {0, 0, 0, 0}
    if window then
        highest, bits[1], bits[2], bits[3], bits[4] = struct.unpack('>I4I4I4I4I4', window)
    end
    if count <= highest - 128 then
        return 'replayed'
    end
    for between = math.max(highest + 1, count - 127), count - 1 do
        local word = math.floor(between % 128 / 32) + 1
        bits[word] = bit.band(bits[word], bit.bnot(bit.lshift(1, between % 32)))
    end
    local word, own = math.floor(count % 128 / 32) + 1, bit.lshift(1, count % 32)
    if count <= highest and bit.band(bits[word], own) ~= 0 then
        return 'replayed'
    end
    bits[word] = bit.bor(bits[word], own)
    window = struct.pack('>I4I4I4I4I4', math.max(highest, count), bits[1], bits[2], bits[3], bits[4])
    if mark and highest > 0 then
        redis.call('HSET', generation, id, window)
        return 'accepted'
    end
    -- Only an eviction, or a clock that stepped, makes a server drop a generation.
    is_lost = not mark
    if mark then
        latest, life = struct.unpack('>dd', mark)
        latest, life = math.max(latest, issued_at), math.max(life, expires_at - issued_at)
        redis.call('HSET', generation, id, window, '', struct.pack('>dd', latest, life))
        is_full = redis.call('HLEN', generation) > limit / 16
        if not is_full and latest - string.match(generation, '%d+$') < life / 8 then
            return 'accepted'
        end
    end
end

-- Begins a generation, which ends the one before.
local function begin(start, latest, life)
    local generation = string.format('%s:%.0f', state, start)
    redis.call('ZADD', generations, start, generation)
    redis.call('HSET', generation, '', struct.pack('>dd', latest, life))
    -- A day after the last nonce has expired the server drops everything, if nobody asks any more.
    local keys = redis.call('ZRANGE', generations, 0, -1)
    keys[#keys + 1], keys[#keys + 2] = state, generations
    for _, key in ipairs(keys) do
        redis.call('PEXPIRE', key, 2 * life + 86400000)
    end
end

-- Forgets all nonces that were issued before `start`.
local function forget(start)
    local latest, life = 0, 0
    for _, generation in ipairs(redis.call('ZRANGE', generations, 0, -1)) do
        local mark = redis.call('HGET', generation, '')
        if mark then
            local its_latest, its_life = struct.unpack('>dd', mark)
            latest, life = math.max(latest, its_latest), math.max(life, its_life)
        end
        redis.call('UNLINK', generation)
    end
    redis.call('UNLINK', generations)
    begin(math.max(start, latest + 1), latest, life)
end

-- Drops the oldest generations, while all nonces of one have expired, or the newest could not
-- become full. The newest stays.
local function drop()
    local known, nonces = redis.call('ZRANGE', generations, 0, -1, 'WITHSCORES'), 0
    for index = 1, #known, 2 do
        nonces = nonces + redis.call('HLEN', known[index]) - 1
    end
    for index = 1, #known - 2, 2 do
        if nonces <= limit - limit / 16 and known[index + 3] + life > now then
            return
        end
        nonces = nonces - redis.call('HLEN', known[index]) + 1
        redis.call('UNLINK', known[index])
        redis.call('ZREM', generations, known[index])
    end
end

if is_lost then
    forget(now + 1)
    return 'stale'
end
if generation then
    local is_newest = generation == redis.call('ZRANGE', generations, -1, -1)[1]
    if is_newest then
        begin(latest + 1, latest, life)
    end
    if is_newest or is_full then
        drop()
    end
    return 'accepted'
end

-- Returns why this server cannot keep counts, or nothing.
local function unfit(server)
    local version = tonumber(string.match(server, 'redis_version:(%d+)')) or 0
    if version < 7 then
        return 'HTTPAUTH the server is older than Redis 7'
    end
    local memory = redis.call('INFO', 'memory')
    local policy = string.match(memory, 'maxmemory_policy:([%w-]+)') or 'unknown'
    if string.match(memory, 'maxmemory:(%d+)') ~= '0' and policy ~= 'noeviction' then
        return 'HTTPAUTH the maxmemory-policy of the server is ' .. policy .. ' and has to be noeviction'
    end
end

-- Looks at the server and returns its time.
--
-- A restart changes both parts of a run, and a replica that takes over, or a server that was a replica for a while, at
-- least the second. In a new run nobody knows which counts were used since the data were written, so all nonces of before
-- are forgotten. `clock` is the time by which the client issues nonces, if it had that from a server.
local field, script, clock = ARGV[1], ARGV[2], tonumber(ARGV[3])
local server = redis.call('INFO', 'server')
local why = unfit(server)
if why then
    return redis.error_reply(why)
end
local replication = redis.call('INFO', 'replication')
local run = string.match(server, 'run_id:(%x+)') .. string.match(replication, 'master_replid:(%x+)')
if redis.call('HGET', state, 'run') ~= run then
    redis.call('HSET', state, 'run', run)
    forget(math.max(now, clock))
elseif redis.call('EXISTS', generations) == 0 then
    forget(now + 1)
end
if script ~= '' then
    redis.call('HSET', state, field, script)
end
return now
