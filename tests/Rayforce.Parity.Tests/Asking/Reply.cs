using Rayforce.Ipc;

namespace Rayforce.Parity.Tests.Asking;

/// <summary>What an engine makes of a source: a value's bytes, an error's code, or nothing.</summary>
/// <param name="Bytes">The value as it stands in a frame; empty of an error.</param>
/// <param name="Code">The error's code; null of a value.</param>
internal sealed record Reply(byte[] Bytes, string? Code)
{
    /// <summary>The code of an engine that died, or that was ended because it did not answer.</summary>
    public const string None = "(none)";

    public static Reply NoAnswer { get; } = new([], None);

    public static Reply Of(RayObject value) => value is RayError error
        ? new Reply([], error.Code)
        : new Reply(RaySerializer.SerializeFrame(value, WireVersion.V3)[FrameHeader.Size..], null);

    public bool Equals(Reply? other) => other is not null && Code == other.Code && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode() => HashCode.Combine(Code, Bytes.Length);

    /// <summary>The value as text, with its bytes; the code in words.</summary>
    public override string ToString()
    {
        if (Code is not null)
            return $"error: {Code}";
        const int most = 120;
        var hex = Convert.ToHexStringLower(Bytes.AsSpan(0, Math.Min(Bytes.Length, most)));
        try
        {
            var text = ReplyPayload.Read(Bytes, WireVersion.V3).ToString()!;
            return $"{(text.Length > most ? text[..most] : text)}  {hex}";
        }
        catch (RayforceFormatException)
        {
            return hex;
        }
    }
}
