# The library `mechanize`.

require "mechanize"
require_relative "sessions"

serve(Mechanize::VERSION, "serial") do |_, user, password|
  agent = Mechanize.new
  agent.read_timeout = 20
  lambda do |method, body, url|
    agent.add_auth(url, user, password)
    answer = method == :get ? agent.get(url) : agent.post(url, body)
    [answer.code, answer.body]
  rescue Mechanize::ResponseCodeError => error
    [error.response_code, error.page.body]
  end
end
