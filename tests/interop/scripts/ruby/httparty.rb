# The library `httparty`.

require "httparty"
require_relative "sessions"

serve(HTTParty::VERSION) do |scheme, user, password|
  options = { "#{scheme}_auth": { username: user, password: password }, timeout: 20 }
  lambda do |method, body, url|
    answer = HTTParty.public_send(method, url, body: body, **options)
    [answer.code, answer.body]
  end
end
