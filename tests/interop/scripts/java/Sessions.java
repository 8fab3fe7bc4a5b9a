// Sessions from standard input, a line each; their answers to standard output, a line each.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

class Sessions {
    interface Getter {
        // An answer, `status body`.
        String get(String url) throws Exception;
    }

    interface Opener {
        // The body is `null` where the method is GET.
        Getter open(String user, String password, byte[] body) throws Exception;
    }

    static void serve(String version, Opener opener) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var output = new PrintStream(System.out, true, UTF_8);
        output.println(version);
        for (String line; (line = input.readLine()) != null; ) {
            var fields = line.split("\t");
            var body = fields[5].equals("-") ? null : new byte[Integer.parseInt(fields[5])];
            var getter = opener.open(fields[3], fields[4], body);
            var urls = List.of(fields).subList(6, fields.length);
            output.println(String.join("\t", run(getter, fields[0], urls)));
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
}
