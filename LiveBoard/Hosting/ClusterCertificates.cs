using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LiveBoard.Hosting;

/// <summary>Reads what a process proves itself by, and finds at its start what would otherwise fail at every connection.</summary>
public static class ClusterCertificates
{
    /// <param name="serves">Whether other processes call this one, as they do a silo; a board only calls.</param>
    /// <param name="clock">Real time.</param>
    /// <exception cref="ClusterTlsException">A file cannot be read, holds something else, or the certificate would not be accepted.</exception>
    public static ClusterTls Load(ClusterTlsFiles files, bool serves, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var authorities = Authorities(files.Authority);
        var own = Own(files);
        ShouldBeValid(own, files.Certificate, now);
        var between = All(ClusterTlsOptions.Certificate, files.Certificate);
        between.RemoveAt(0);
        DateTimeOffset ends = default;
        foreach (var purpose in serves ? new[] { ClusterTls.ServesOthers, ClusterTls.CallsOthers } : [ClusterTls.CallsOthers])
            ends = Prove(own, between, authorities, files, purpose, now);
        return new ClusterTls(own, between, authorities, ends);
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = All(ClusterTlsOptions.Authority, path);
        if (authorities.FirstOrDefault(one => !one.Extensions.OfType<X509BasicConstraintsExtension>().Any(limits => limits.CertificateAuthority)) is { } plain)
            throw new ClusterTlsException(
                ClusterTlsOptions.Authority, path, $"có chứng thư không phải của cơ quan cấp chứng thư: {plain.Subject}",
                $"holds a certificate that is no authority's: {plain.Subject}");
        return authorities;
    }

    private static X509Certificate2Collection All(ClusterTlsFile file, string path)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(Read(file, path));
        }
        catch (CryptographicException)
        {
            found.Clear();
        }

        return found.Count > 0 ? found : throw new ClusterTlsException(file, path, "không chứa chứng thư dạng PEM", "holds no certificate in PEM");
    }

    private static X509Certificate2 Own(ClusterTlsFiles files)
    {
        var certificate = Read(ClusterTlsOptions.Certificate, files.Certificate);
        All(ClusterTlsOptions.Certificate, files.Certificate);
        var key = Read(ClusterTlsOptions.Key, files.Key);
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new ClusterTlsException(ClusterTlsOptions.Key, files.Key, "không chứa khóa dạng PEM", "holds no key in PEM");
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new ClusterTlsException(
                ClusterTlsOptions.Key, files.Key, "có mật khẩu; hãy ghi lại không mật khẩu bằng openssl pkey, chỉ chương trình được đọc",
                "has a password; write it without one by openssl pkey, for the program's eyes only");
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new ClusterTlsException(
                ClusterTlsOptions.Key, files.Key, $"không phải khóa RSA hay ECDSA của chứng thư '{files.Certificate}'",
                $"is not the RSA or ECDSA key of the certificate '{files.Certificate}'");
        }
    }

    // The end itself is no longer valid: so OpenSSL has it.
    private static void ShouldBeValid(X509Certificate2 own, string path, DateTimeOffset now)
    {
        DateTimeOffset begins = new(own.NotBefore), ends = new(own.NotAfter);
        if (now >= ends)
            throw new ClusterTlsException(
                ClusterTlsOptions.Certificate, path, $"đã hết hạn lúc {Utc(ends)}; hãy cấp chứng thư mới", $"ended at {Utc(ends)}; have a new one made");
        if (now < begins)
            throw new ClusterTlsException(
                ClusterTlsOptions.Certificate, path, $"chỉ có hiệu lực từ {Utc(begins)}; hãy xem lại đồng hồ của máy",
                $"is valid only from {Utc(begins)}; see whether the machine's clock is right");
    }

    // Answers when the first certificate on the way to the authority ends.
    private static DateTimeOffset Prove(
        X509Certificate2 own, X509Certificate2Collection between, X509Certificate2Collection authorities, ClusterTlsFiles files, Oid purpose, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = ClusterTls.Trust(authorities, purpose) };
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        if (chain.Build(own))
            return new DateTimeOffset(chain.ChainElements.Min(element => element.Certificate.NotAfter));
        var found = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        throw found switch
        {
            X509ChainStatusFlags.NotValidForUsage => new ClusterTlsException(
                ClusterTlsOptions.Certificate, files.Certificate, $"không được dùng cho {purpose.FriendlyName}; hãy cấp lại với mục đích này",
                $"may not be used for {purpose.FriendlyName}; have one made with that extendedKeyUsage"),
            X509ChainStatusFlags.NotTimeValid => new ClusterTlsException(
                ClusterTlsOptions.Authority, files.Authority, "đã hết hạn hoặc chưa có hiệu lực; hãy lập cơ quan cấp chứng thư mới",
                "has ended or is not yet valid; make a new authority"),
            _ => new ClusterTlsException(
                ClusterTlsOptions.Certificate, files.Certificate, $"không do cơ quan trong '{files.Authority}' cấp ({found}); hãy đưa đúng tệp {ClusterTlsOptions.Authority}",
                $"was not signed by the authority in '{files.Authority}' ({found}); give the file of the one that did by {ClusterTlsOptions.Authority}"),
        };
    }

    private static string Read(ClusterTlsFile file, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var reason = failure.Message.ReplaceLineEndings(" ");
            throw new ClusterTlsException(file, path, $"không đọc được ({reason})", $"cannot be read ({reason})");
        }
    }

    private static string Utc(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}

/// <summary>A process cannot prove itself to its cluster; the message is one line for people, and holds nothing of a key.</summary>
public sealed class ClusterTlsException(ClusterTlsFile file, string path, string vietnamese, string english) : Exception(
    $"{file}: '{path}' {vietnamese} / '{path}' {english}.");
