using System.Net.Security;
using LiveBoard.Hosting;
using Orleans.Connections.Security;
using Orleans.Hosting;

namespace LiveBoard.Engines;

/// <summary>TLS on Orleans' connections: between silos, and from boards to gateways.</summary>
public static class ClusterEncryption
{
    /// <param name="tls">Null leaves them in the clear.</param>
    public static ISiloBuilder Encrypt(this ISiloBuilder silo, ClusterTls? tls) => tls is null ? silo : silo.UseTls(options => Apply(options, tls));

    /// <param name="tls">Null leaves them in the clear.</param>
    public static IClientBuilder Encrypt(this IClientBuilder client, ClusterTls? tls) => tls is null ? client : client.UseTls(options => Apply(options, tls));

    private static void Apply(TlsOptions options, ClusterTls tls)
    {
        options.LocalCertificate = tls.Own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = static (_, _, found) => ClusterTls.LetsIn(found);
        options.OnAuthenticateAsServer = (_, server) => tls.Apply((SslServerAuthenticationOptions)server.SslServerAuthenticationOptions);
        options.OnAuthenticateAsClient = (_, client) => tls.Apply((SslClientAuthenticationOptions)client.SslClientAuthenticationOptions);
    }
}
