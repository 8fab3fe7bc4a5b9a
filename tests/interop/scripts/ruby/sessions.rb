# Sessions from standard input, a line each; their answers to standard output, a line each.

Encoding.default_external = Encoding::UTF_8
$stdout.sync = true

# The block opens a client with `scheme`, `user` and `password`, which takes a method, a body and an address, and returns
# the status and the text.
def serve(version, *traits)
  puts [version, *traits].join("\t")
  $stdin.each_line(chomp: true) do |line|
    order, scheme, _, user, password, size, *urls = line.split("\t")
    request = size == "-" ? [:get, nil] : [:post, "\0" * size.to_i]
    client = yield(scheme, user, password)
    get = lambda do |url|
      status, text = client.call(*request, url)
      "#{status} #{text.to_s.strip}"
    rescue StandardError => error
      error.class.name
    end
    first, *rest = urls
    answers = [get.call(first)]
    answers += order == "serial" ? rest.map(&get) : rest.map { |url| Thread.new { get.call(url) } }.map(&:value)
    puts answers.join("\t")
  end
end
