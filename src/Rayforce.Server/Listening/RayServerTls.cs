namespace Rayforce.Server;

/// <summary>
/// How a listener speaks TLS: <c>wss://</c>, or <c>rayforces://</c> over TCP. The files are read again when they have
/// changed, at the next connection; as long as they cannot be read the last good ones hold. Immutable: made with an
/// initializer, or <c>with</c>.
/// </summary>
public sealed record RayServerTls
{
    /// <summary>
    /// The file with the certificate: PEM, where those that it was issued by may follow it, or PKCS #12 (<c>.pfx</c>).
    /// </summary>
    public required string CertificateFile { get; init; }

    /// <summary>The file with its private key, in PEM. Default null: it is in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What the key is encrypted with. Default null: it is not.</summary>
    public string? KeyPassword { get; init; }

    /// <summary>
    /// A file with certificates, in PEM, of which one has to have issued the certificate of each client. Default null:
    /// clients need none.
    /// </summary>
    public string? ClientAuthorityFile { get; init; }

    /// <summary>Names the certificate; passwords are for no log.</summary>
    public override string ToString() => $"RayServerTls({CertificateFile})";
}
