<?php
// PHP's `SoapClient`. It sends all requests by POST.

require __DIR__ . "/sessions.php";

serve(PHP_VERSION, function (string $scheme, string $user, string $password) {
    $client = new SoapClient(null, [
        "location" => "http://127.0.0.1/",
        "uri" => "urn:httpauth",
        "login" => $user,
        "password" => $password,
        "authentication" => $scheme === "basic" ? SOAP_AUTHENTICATION_BASIC : SOAP_AUTHENTICATION_DIGEST,
        "trace" => true,
        "exceptions" => true,
    ]);
    return function (string $method, ?string $body, string $url) use ($client) {
        $text = $client->__doRequest($body ?? "", $url, "", SOAP_1_1);
        preg_match("/^HTTP\/1\.1 (\d+)/", $client->__getLastResponseHeaders() ?? "", $status);
        return [$status[1] ?? "error", $text ?? ""];
    };
});
