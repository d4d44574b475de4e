using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LiveBoard.Hosting;

/// <summary>
/// What one process of a cluster shows to the others, and whom it lets in: whoever holds a certificate of the cluster's own authority. Names in
/// certificates are not looked at, as silos are known by addresses that change. No revocation is looked up: who lost a key makes a new authority.
/// </summary>
public sealed class ClusterTls
{
    private const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;
    private readonly X509Certificate2Collection _authorities;
    private readonly SslStreamCertificateContext _shown;

    /// <param name="own">With its key.</param>
    /// <param name="between">Certificates that lead from it to an authority, if any.</param>
    /// <param name="ends">When the first of the certificates that lead to the authority ends.</param>
    internal ClusterTls(X509Certificate2 own, X509Certificate2Collection between, X509Certificate2Collection authorities, DateTimeOffset ends)
    {
        (Own, _authorities, Ends) = (own, authorities, ends);
        _shown = SslStreamCertificateContext.Create(own, between, offline: true);
    }

    internal static Oid ServesOthers { get; } = new("1.3.6.1.5.5.7.3.1", "serverAuth");

    internal static Oid CallsOthers { get; } = new("1.3.6.1.5.5.7.3.2", "clientAuth");

    public X509Certificate2 Own { get; }

    /// <summary>From then on nobody lets this process in; connections that are open stay so.</summary>
    public DateTimeOffset Ends { get; }

    /// <summary>Whether what <see cref="Apply(SslServerAuthenticationOptions)"/> had checked is enough; a name is nothing to go by.</summary>
    public static bool LetsIn(SslPolicyErrors found) => (found & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;

    /// <summary>How a process that is called speaks.</summary>
    public void Apply(SslServerAuthenticationOptions options)
    {
        options.ServerCertificateContext = _shown;
        options.ServerCertificateSelectionCallback = null;
        options.ClientCertificateRequired = true;
        options.EnabledSslProtocols = Protocols;
        options.CertificateChainPolicy = Trust(_authorities, CallsOthers);
    }

    /// <summary>How a process that calls speaks.</summary>
    public void Apply(SslClientAuthenticationOptions options)
    {
        options.ClientCertificateContext = _shown;
        options.EnabledSslProtocols = Protocols;
        options.CertificateChainPolicy = Trust(_authorities, ServesOthers);
    }

    /// <summary>A new one for each connection, which adds to it what the other side sent.</summary>
    internal static X509ChainPolicy Trust(X509Certificate2Collection authorities, Oid purpose)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(purpose);
        return policy;
    }
}
