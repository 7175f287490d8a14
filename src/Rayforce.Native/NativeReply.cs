using System.Buffers;
using Rayforce.Ipc;
using Rayforce.Native.Interop;

namespace Rayforce.Native;

/// <summary>
/// The outcome of one evaluation, still in native memory: the serialized result, or an error. It belongs to the
/// runtime's thread and has to be released there.
/// </summary>
internal readonly struct NativeReply
{
    private static readonly byte[] NullPayload = [(byte)NativeType.Null];

    private readonly NativeCore _core;
    private readonly nint _frame;
    private readonly byte[] _payload;
    private readonly string? _message;
    private readonly byte[]? _printed;

    /// <param name="core">The library.</param>
    /// <param name="frame">The reply as a frame in native memory, or 0 where it is <paramref name="payload"/>.</param>
    /// <param name="payload">The reply where native has none.</param>
    /// <param name="message">The message of an error.</param>
    /// <param name="printed">What was printed, where that was asked for.</param>
    private NativeReply(NativeCore core, nint frame, byte[] payload, string? message, byte[]? printed)
    {
        _core = core;
        _frame = frame;
        _payload = payload;
        _message = message;
        _printed = printed;
    }

    /// <summary>Reads a request, evaluates it and writes its result, all on the runtime's thread.</summary>
    /// <param name="core">The library.</param>
    /// <param name="frame">The request as a byte vector, which is consumed.</param>
    /// <param name="verbose">Whether to take what evaluation prints.</param>
    /// <param name="restricted">Whether to evaluate in the restricted mode.</param>
    /// <param name="isWanted">Asked once, when evaluation is over: whether somebody still waits.</param>
    /// <returns>The reply; null where nobody waits, and then nothing looks at the result.</returns>
    public static NativeReply? Evaluate(
        NativeCore core, nint frame, bool verbose, bool restricted, Func<bool> isWanted)
    {
        if (!restricted)
            return Evaluate(core, frame, verbose, isWanted);
        core.SetRestricted(true);
        try
        {
            return Evaluate(core, frame, verbose, isWanted);
        }
        finally
        {
            core.SetRestricted(false);
        }
    }

    /// <summary>Writes the reply's payload.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var payload = _frame == 0 ? _payload : _core.GetBytes(_frame)[FrameHeader.Size..];
        var writer = new RayWriter(output, _core.WireVersion);
        if (_printed is not null)
        {
            writer.WriteListHeader(2);
            writer.WriteString(_printed);
            writer.Flush();
        }

        // Asked for at once, so that a buffer that can grow grows once.
        payload.CopyTo(output.GetSpan(payload.Length));
        output.Advance(payload.Length);
        if (_message is null)
            return;
        writer.WriteString(_message);
        writer.Flush();
    }

    /// <summary>Gives the native memory back.</summary>
    public void Release() => _core.Release(_frame);

    private static NativeReply? Evaluate(NativeCore core, nint frame, bool verbose, Func<bool> isWanted)
    {
        if (frame == 0 || core.IsError(frame))
            return FromError(core, frame);
        var request = core.Deserialize(frame);
        core.Release(frame);
        if (request == 0 || core.IsError(request))
            return FromUndecodable(core, request);
        byte[]? printed = null;
        var result = verbose
            ? OutputCapture.Run(() => core.Evaluate(request), out printed)
            : core.Evaluate(request);
        if (isWanted())
            return FromResult(core, result, printed);
        core.Release(result);
        return null;
    }

    private static NativeReply FromResult(NativeCore core, nint result, byte[]? printed)
    {
        if (result == 0)
            return new NativeReply(core, 0, NullPayload, message: null, printed);
        if (core.IsError(result))
            return FromError(core, result, printed);
        var frame = core.Serialize(result);
        core.Release(result);
        if (frame == 0 || core.IsError(frame))
            return FromError(core, frame);
        if (core.GetLength(frame) <= FrameHeader.Size + (long)WireLimits.MaxConnectionPayload)
            return new NativeReply(core, frame, [], message: null, printed);
        core.Release(frame);
        var tooLarge = $"The result takes more than {WireLimits.MaxConnectionPayload} bytes that a peer takes.";
        return FromError(core, new RayError("limit", tooLarge));
    }

    /// <summary>An error; with what was printed before it where that was asked for, as native's own server.</summary>
    private static NativeReply FromError(NativeCore core, nint error, byte[]? printed = null)
    {
        if (error == 0)
            return FromError(core, new RayError("oom", "The runtime has no memory left for this request."));
        // Written here: what native writes of an error is its code, and in core 0.x bytes of its own memory with it.
        var (code, message) = core.DescribeError(error);
        core.Release(error);
        return FromError(core, new RayError(code, message), printed);
    }

    private static NativeReply FromUndecodable(NativeCore core, nint error)
    {
        if (error == 0)
            return FromError(core, new RayError("domain", "The request holds no object."));
        var (code, message) = core.DescribeError(error);
        // A builtin that the runtime does not know makes a request that is well-formed, and wrong.
        if (code == "name")
            return FromError(core, error);
        core.Release(error);
        return FromError(core, new RayError("domain", $"The request cannot be decoded: {message ?? code}."));
    }

    private static NativeReply FromError(NativeCore core, RayError error, byte[]? printed = null)
    {
        using var payload = new PooledBuffer();
        RaySerializer.Serialize(error, payload, core.WireVersion);
        return new NativeReply(core, 0, payload.WrittenSpan.ToArray(), error.Message, printed);
    }
}
