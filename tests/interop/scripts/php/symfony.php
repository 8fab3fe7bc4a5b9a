<?php
// Symfony's HttpClient.

require "Symfony/Component/HttpClient/autoload.php";
require __DIR__ . "/sessions.php";

use Symfony\Component\HttpClient\HttpClient;

exec("dpkg-query --show --showformat='\${Version}' php-symfony-http-client", $version);
serve(preg_replace("/[-+].*/", "", $version[0]), function (string $scheme, string $user, string $password) {
    $client = HttpClient::create(["auth_basic" => $scheme === "basic" ? [$user, $password] : null, "timeout" => 20]);
    return function (string $method, ?string $body, string $url) use ($client) {
        $answer = $client->request($method, $url, $body === null ? [] : ["body" => $body]);
        return [$answer->getStatusCode(), $answer->getContent(false)];
    };
}, "hangs up");
