# The library `httpclient`.

require "httpclient"
require_relative "sessions"

serve(HTTPClient::VERSION) do |_, user, password|
  client = HTTPClient.new
  client.receive_timeout = 20
  client.set_auth(nil, user, password)
  lambda do |method, body, url|
    answer = client.request(method, url, body: body)
    [answer.status, answer.body]
  end
end
