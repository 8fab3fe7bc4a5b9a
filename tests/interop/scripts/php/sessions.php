<?php
// Sessions from standard input, a line each; their answers to standard output, a line each.

// `$open($scheme, $user, $password)` gives a function of a method, a body and an address, which returns status and text.
function serve(string $version, callable $open, string ...$traits): void
{
    // What a library warns of is not an answer.
    ini_set("display_errors", "stderr");
    echo implode("\t", [$version, "serial", ...$traits]), "\n";
    while (($line = fgets(STDIN)) !== false) {
        [, $scheme, , $user, $password, $size] = $fields = explode("\t", rtrim($line, "\n"));
        $get = $open($scheme, $user, $password);
        $request = $size === "-" ? ["GET", null] : ["POST", str_repeat("\0", (int) $size)];
        $answers = array_map(function (string $url) use ($get, $request) {
            try {
                [$status, $text] = $get(...$request, url: $url);
                return $status . " " . trim($text);
            } catch (Throwable $error) {
                return (new ReflectionClass($error))->getShortName();
            }
        }, array_slice($fields, 6));
        echo implode("\t", $answers), "\n";
    }
}
