// Apache HttpClient 4.

import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;
import org.apache.http.util.VersionInfo;

class Apache4 {
    public static void main(String[] arguments) throws Exception {
        var loader = Apache4.class.getClassLoader();
        var version = VersionInfo.loadVersionInfo("org.apache.http.client", loader).getRelease();
        Sessions.serve(version, Apache4::open);
    }

    static Sessions.Getter open(String user, String password, byte[] body) {
        var credentials = new BasicCredentialsProvider();
        credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials(user, password));
        var client = HttpClients.custom().setMaxConnPerRoute(8).setDefaultCredentialsProvider(credentials).build();
        return url -> {
            var request = body == null ? RequestBuilder.get(url) : RequestBuilder.post(url);
            if (body != null) request.setEntity(new ByteArrayEntity(body));
            try (var response = client.execute(request.build())) {
                return response.getStatusLine().getStatusCode() + " " + EntityUtils.toString(response.getEntity());
            }
        };
    }
}
