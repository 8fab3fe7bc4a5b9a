# The library `net-http-digest_auth`, as its documentation shows it; Basic is what Ruby's `Net::HTTP` has.

require "net/http"
require "net/http/digest_auth"
require_relative "sessions"

METHODS = { get: Net::HTTP::Get, post: Net::HTTP::Post }.freeze

serve(Net::HTTP::DigestAuth::VERSION, "serial") do |scheme, user, password|
  digest = Net::HTTP::DigestAuth.new
  http = nil
  lambda do |method, body, url|
    uri = URI.parse(url)
    http ||= Net::HTTP.start(uri.host, uri.port, read_timeout: 20)
    send = lambda do |&set|
      request = METHODS[method].new(uri.request_uri)
      request.body = body
      set&.call(request)
      http.request(request)
    end
    if scheme == "basic"
      answer = send.call { |it| it.basic_auth(user, password) }
    else
      answer = send.call
      uri.user = URI.encode_www_form_component(user)
      uri.password = URI.encode_www_form_component(password)
      field = digest.auth_header(uri, answer["www-authenticate"], method.to_s.upcase)
      answer = send.call { |it| it["Authorization"] = field }
    end
    [answer.code, answer.body]
  end
end
