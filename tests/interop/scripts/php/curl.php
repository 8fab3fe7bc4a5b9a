<?php
// PHP's extension `curl`, with Debian's libcurl.

require __DIR__ . "/sessions.php";

serve(PHP_VERSION . ", libcurl " . curl_version()["version"], function (string $scheme, string $user, string $password) {
    $curl = curl_init();
    curl_setopt_array($curl, [
        CURLOPT_HTTPAUTH => $scheme === "basic" ? CURLAUTH_BASIC : CURLAUTH_DIGEST,
        CURLOPT_USERNAME => $user,
        CURLOPT_PASSWORD => $password,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 20,
    ]);
    return function (string $method, ?string $body, string $url) use ($curl) {
        curl_setopt($curl, CURLOPT_URL, $url);
        if ($body !== null) {
            curl_setopt($curl, CURLOPT_POSTFIELDS, $body);
        }
        $text = curl_exec($curl);
        return [$text === false ? "error " . curl_errno($curl) : curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $text];
    };
}, "hangs up");
