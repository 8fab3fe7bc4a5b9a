// Java's `HttpClient`; with the argument `connection` the older `HttpURLConnection`.

import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

class Jdk {
    public static void main(String[] arguments) throws Exception {
        var old = List.of(arguments).contains("connection");
        Sessions.serve(System.getProperty("java.version"), old ? Jdk::connection : Jdk::client);
    }

    static Authenticator authenticator(String user, String password) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, password.toCharArray());
            }
        };
    }

    static Sessions.Getter client(String user, String password, byte[] body) {
        var client = HttpClient.newBuilder().authenticator(authenticator(user, password)).build();
        return url -> {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
            if (body != null) request.POST(BodyPublishers.ofByteArray(body));
            var response = client.send(request.build(), BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        };
    }

    static Sessions.Getter connection(String user, String password, byte[] body) {
        var authenticator = authenticator(user, password);
        return url -> {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setAuthenticator(authenticator);
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
