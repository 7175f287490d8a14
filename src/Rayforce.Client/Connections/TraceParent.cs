using System.Buffers.Binary;
using System.Diagnostics;

namespace Rayforce.Client;

/// <summary>
/// The trace that a request belongs to and the span that asked, as the W3C's trace context has them. On the wire: 16
/// bytes of trace, 8 of span, one of flags, and 7 zeros.
/// </summary>
/// <param name="TraceHigh">The first 8 bytes of the trace's id, as they come.</param>
/// <param name="TraceLow">The other 8.</param>
/// <param name="Span">The span's id.</param>
/// <param name="Flags">1 where the trace is recorded.</param>
internal readonly record struct TraceParent(ulong TraceHigh, ulong TraceLow, ulong Span, byte Flags)
{
    /// <summary>Its bytes.</summary>
    public const int Size = 32;

    /// <summary>Whether there is no trace.</summary>
    public bool IsNone => (TraceHigh | TraceLow) == 0 || Span == 0;

    /// <summary>The trace that an activity belongs to, as what it asks is a part of it; none where it is of another format.</summary>
    public static TraceParent Of(Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C })
            return default;
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        activity.TraceId.CopyTo(bytes.Slice(0, 16));
        activity.SpanId.CopyTo(bytes.Slice(16, 8));
        bytes[24] = (byte)activity.ActivityTraceFlags;
        return Read(bytes);
    }

    /// <summary>Reads one.</summary>
    /// <param name="bytes">As many as it takes, or more.</param>
    public static TraceParent Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(8)),
        BinaryPrimitives.ReadUInt64BigEndian(bytes.Slice(16)),
        bytes[24]);

    /// <summary>The same for a span that is made below it in another process.</summary>
    public ActivityContext ToContext()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(bytes.Slice(0, 16)),
            ActivitySpanId.CreateFromBytes(bytes.Slice(16, 8)),
            (ActivityTraceFlags)Flags,
            isRemote: true);
    }

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes.Slice(0, Size).Clear();
        BinaryPrimitives.WriteUInt64BigEndian(bytes, TraceHigh);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.Slice(8), TraceLow);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.Slice(16), Span);
        bytes[24] = Flags;
    }
}
