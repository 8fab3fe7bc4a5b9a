// Apache HttpClient 5.

import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.VersionInfo;

class Apache5 {
    public static void main(String[] arguments) throws Exception {
        var loader = Apache5.class.getClassLoader();
        var version = VersionInfo.loadVersionInfo("org.apache.hc.client5", loader).getRelease();
        Sessions.serve(version, Apache5::open);
    }

    static Sessions.Getter open(String user, String password, byte[] body) {
        var credentials = new BasicCredentialsProvider();
        var anywhere = new AuthScope(null, null, -1, null, null);
        credentials.setCredentials(anywhere, new UsernamePasswordCredentials(user, password.toCharArray()));
        var client = HttpClients.custom().setDefaultCredentialsProvider(credentials).build();
        return url -> {
            var request = body == null ? ClassicRequestBuilder.get(url) : ClassicRequestBuilder.post(url);
            if (body != null) request.setEntity(body, ContentType.APPLICATION_OCTET_STREAM);
            return client.execute(request.build(), response ->
                    response.getCode() + " " + EntityUtils.toString(response.getEntity()));
        };
    }
}
