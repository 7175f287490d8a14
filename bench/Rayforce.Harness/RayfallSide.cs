using System.Security.Cryptography;
using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Harness;

/// <summary>The embedded engine, asked in Rayfall.</summary>
internal sealed class RayfallSide(RayfallOptions options) : ISide
{
    private readonly RayfallInterpreter _interpreter = new(options);
    private RayObject? _reply;

    public string? Load(RayObject request) => Evaluate(request);

    public string? Prepare(string source) => Evaluate(new RayString(source));

    public string? Ask(string source) => Evaluate(new RayString(source));

    // What the scripts beside name as a reply's hash; nothing is kept secret by it.
#pragma warning disable CA5350
    public string? HashOfReply() => _reply is null or RayError ? null : Convert.ToHexStringLower(
        SHA1.HashData(RaySerializer.SerializeFrame(_reply, WireVersion.V3).AsSpan(16)))[..12];
#pragma warning restore CA5350

    private string? Evaluate(RayObject request)
    {
        _reply = null;
        _reply = _interpreter.Evaluate(request).Value;
        return _reply is RayError error ? $"{error.Code} {error.Message}" : null;
    }
}
