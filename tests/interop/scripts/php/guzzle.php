<?php
// The library Guzzle.

require "GuzzleHttp/autoload.php";
require __DIR__ . "/sessions.php";

exec("dpkg-query --show --showformat='\${Version}' php-guzzlehttp-guzzle", $version);
serve(preg_replace("/[-+].*/", "", $version[0]), function (string $scheme, string $user, string $password) {
    $client = new GuzzleHttp\Client(["auth" => [$user, $password, $scheme], "http_errors" => false, "timeout" => 20]);
    return function (string $method, ?string $body, string $url) use ($client) {
        $answer = $client->request($method, $url, ["body" => $body]);
        return [$answer->getStatusCode(), (string) $answer->getBody()];
    };
}, "hangs up");
