using System.Runtime.InteropServices;

namespace Rayforce.FixtureGen;

/// <summary>compression.jsonl: what native's packer makes of a payload.</summary>
/// <param name="library">The library's handle.</param>
internal sealed unsafe class CompressionCapture(nint library)
{
    private const int SizePrefix = sizeof(uint);

    private readonly delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint> _compress =
        (delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint>)
        NativeLibrary.GetExport(library, "ray_ipc_compress");

    /// <summary>Has native pack a payload; null where a connection would send it as it is.</summary>
    /// <param name="row">A row with <c>name</c> and <c>raw</c>.</param>
    public FixtureRow Capture(FixtureRow row)
    {
        var raw = row.GetBytes("raw");
        var packed = new byte[raw.Length];
        nuint size;
        fixed (byte* source = raw, destination = packed)
            size = _compress(source, (nuint)raw.Length, destination, (nuint)packed.Length);
        var saves = size > 0 && (int)size + SizePrefix < raw.Length;
        var compressed = saves ? Convert.ToHexStringLower(packed, 0, (int)size) : null;
        return new FixtureRow(
            [("name", row.GetRequiredText("name")), ("raw", row.GetRequiredText("raw")), ("compressed", compressed)]);
    }
}
