# The library `httpclient`.

require "httpclient"
require_relative "sessions"

serve(HTTPClient::VERSION) do |_, user, password|
  client = HTTPClient.new
  client.receive_timeout = 20
  known = nil
  lambda do |method, body, url|
    # Digest needs the address of a folder.
    known ||= client.set_auth(URI.join(url, "/"), user, password)
    answer = client.request(method, url, body: body)
    [answer.status, answer.body]
  end
end
