using System.Buffers;
using Rayforce.Ipc;

namespace Rayforce.Native.Interop;

/// <summary>
/// What a host needs of either generation's C interface. Objects are addresses; 0 is none. But for
/// <see cref="RequestInterrupt"/> everything belongs to the thread that called <see cref="Start"/>.
/// </summary>
internal abstract unsafe class NativeCore
{
    /// <summary>The wire version that the library speaks.</summary>
    public abstract WireVersion WireVersion { get; }

    /// <summary>Whether reading a frame checks it. Otherwise a damaged frame can end the process.</summary>
    public abstract bool ChecksFrames { get; }

    /// <summary>Whether a running evaluation can be interrupted, and the process goes on as a rule.</summary>
    public abstract bool CanInterrupt { get; }

    /// <summary>Whether there is a restricted mode that restricts.</summary>
    public abstract bool CanRestrict { get; }

    protected abstract int TypeOffset { get; }

    protected abstract int LengthOffset { get; }

    protected abstract int DataOffset { get; }

    /// <summary>The library's version; the only call that needs no runtime.</summary>
    public abstract string ReadVersion();

    /// <summary>Creates the runtime.</summary>
    /// <returns>Whether there is one now.</returns>
    public abstract bool Start();

    /// <summary>Destroys the runtime.</summary>
    public abstract void Stop();

    /// <summary>Makes a byte vector.</summary>
    /// <returns>The vector, an error object, or 0 where memory has run out.</returns>
    public abstract nint NewBytes(ReadOnlySpan<byte> bytes);

    /// <summary>Reads a frame; it stays the caller's.</summary>
    /// <param name="frame">A byte vector.</param>
    /// <returns>The object, an error object, or 0 for a payload without an object.</returns>
    public abstract nint Deserialize(nint frame);

    /// <summary>Writes an object as a frame; it stays the caller's.</summary>
    /// <returns>A byte vector, or an error object.</returns>
    public abstract nint Serialize(nint value);

    /// <summary>
    /// Evaluates a request as a server does: a string as source text, anything else as an expression.
    /// </summary>
    /// <param name="request">The request, which is consumed; no error object.</param>
    /// <returns>The result, an error object, or 0 for none.</returns>
    public nint Evaluate(nint request)
    {
        // Neither generation takes the object: what evaluates to itself comes back with one more reference.
        var result = IsSource(request) ? EvaluateSource(GetSource(request)) : EvaluateObject(request);
        Release(request);
        // Whatever is still to be computed is computed here: it is evaluation, too.
        return result == 0 || IsError(result) ? result : Materialize(result);
    }

    /// <summary>Evaluates source text.</summary>
    /// <param name="utf8">The text, up to its first NUL.</param>
    /// <returns>The result, an error object, or 0 for none.</returns>
    public nint EvaluateSource(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return 0;
        var source = ArrayPool<byte>.Shared.Rent(utf8.Length + 1);
        utf8.CopyTo(source);
        source[utf8.Length] = 0;
        nint result;
        fixed (byte* text = source)
            result = EvaluateText(text);
        ArrayPool<byte>.Shared.Return(source);
        return result;
    }

    /// <summary>
    /// Takes <c>exit</c> away from requests: it would end the process, which is the host's. Everything that calls it by
    /// its name, as text or as an object, finds what is set here. As <c>exit</c> itself it is refused where a request is
    /// restricted: it looks at the environment, and drops what it sees.
    /// </summary>
    public void KeepProcess() => Release(EvaluateSource(
        "(set exit (fn [code] (do (.os.getenv \"PATH\") (raise \"the process is the host's\"))))"u8));

    /// <summary>How native prints an object, in full; nothing where it cannot.</summary>
    public abstract string? Format(nint value);

    /// <summary>The code of an error object, and its message where there is one.</summary>
    public abstract (string Code, string? Message) DescribeError(nint error);

    /// <summary>Gives an object back, whatever it is; 0 is allowed.</summary>
    public abstract void Release(nint value);

    /// <summary>Enters or leaves the restricted mode.</summary>
    public abstract void SetRestricted(bool restricted);

    /// <summary>Interrupts the evaluation that runs, from any thread.</summary>
    public abstract void RequestInterrupt();

    /// <summary>Takes an interrupt back that found nothing to interrupt.</summary>
    public abstract void ClearInterrupt();

    /// <summary>The type code of an object, see the wire format.</summary>
    public sbyte GetTypeCode(nint value) => *(sbyte*)(value + TypeOffset);

    /// <summary>Whether an object is an error.</summary>
    public bool IsError(nint value) => value != 0 && GetTypeCode(value) == NativeType.Error;

    /// <summary>The elements of a vector.</summary>
    public long GetLength(nint vector) => *(long*)(vector + LengthOffset);

    /// <summary>The bytes of a byte or char vector, in place.</summary>
    public Span<byte> GetBytes(nint vector) => new((void*)(vector + DataOffset), checked((int)GetLength(vector)));

    /// <summary>Makes a byte vector that holds a whole frame.</summary>
    /// <param name="payload">The frame's payload.</param>
    public nint NewFrame(ReadOnlySpan<byte> payload)
    {
        var size = FrameHeader.Size + payload.Length;
        var block = ArrayPool<byte>.Shared.Rent(size);
        new FrameHeader(WireVersion, FrameFlags.None, MessageType.Async, payload.Length).Write(block);
        payload.CopyTo(block.AsSpan(FrameHeader.Size));
        var frame = NewBytes(block.AsSpan(0, size));
        ArrayPool<byte>.Shared.Return(block);
        return frame;
    }

    /// <summary>Whether an object is source text to a server.</summary>
    protected abstract bool IsSource(nint value);

    /// <summary>The source text that an object holds, in place.</summary>
    protected abstract ReadOnlySpan<byte> GetSource(nint value);

    /// <summary>Evaluates an object as an expression; it stays the caller's.</summary>
    protected abstract nint EvaluateObject(nint value);

    /// <summary>Computes a result that is still to be computed, and takes it; any other comes back as it is.</summary>
    protected abstract nint Materialize(nint value);

    /// <summary>Evaluates source text that a NUL ends.</summary>
    protected abstract nint EvaluateText(byte* text);
}
