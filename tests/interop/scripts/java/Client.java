// Java's `HttpClient`; with the argument `connection` the older `HttpURLConnection`.

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

class Client {
    interface Getter {
        String get(String url) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var old = List.of(arguments).contains("connection");
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var output = new PrintStream(System.out, true, UTF_8);
        output.println(System.getProperty("java.version"));
        for (String line; (line = input.readLine()) != null; ) {
            var fields = line.split("\t");
            var user = authenticator(fields[3], fields[4]);
            var body = fields[5].equals("-") ? null : new byte[Integer.parseInt(fields[5])];
            var urls = List.of(fields).subList(6, fields.length);
            output.println(String.join("\t", run(old ? connection(user, body) : client(user, body), fields[0], urls)));
        }
    }

    static List<String> run(Getter getter, String order, List<String> urls) throws Exception {
        // The first request goes alone.
        var answers = new ArrayList<>(List.of(answer(getter, urls.get(0))));
        ExecutorService pool = Executors.newFixedThreadPool(order.equals("parallel") ? 8 : 1);
        Stream<Callable<String>> rest = urls.stream().skip(1).map(url -> () -> answer(getter, url));
        for (var answer : pool.invokeAll(rest.toList())) answers.add(answer.get());
        pool.shutdown();
        return answers;
    }

    static String answer(Getter getter, String url) {
        try {
            return getter.get(url).strip();
        } catch (Exception error) {
            return error.getClass().getSimpleName();
        }
    }

    static Authenticator authenticator(String user, String password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password.toCharArray());
            }
        };
    }

    // The body is `null` where the method is GET.
    static Getter client(Authenticator user, byte[] body) {
        var client = HttpClient.newBuilder().authenticator(user).build();
        return url -> {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
            if (body != null) request.POST(BodyPublishers.ofByteArray(body));
            var response = client.send(request.build(), BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        };
    }

    static Getter connection(Authenticator user, byte[] body) {
        return url -> {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setAuthenticator(user);
            connection.setReadTimeout(20_000);
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body);
            }
            var status = connection.getResponseCode();
            try (InputStream text = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                // There is no text after it has tried a wrong password too often.
                return text == null ? "" + status : status + " " + new String(text.readAllBytes(), UTF_8);
            }
        };
    }
}
