using Rayforce.Ipc;
using Rayforce.Native.Interop;

namespace Rayforce.FixtureGen;

/// <summary>malformed.jsonl: native's verdict on a damaged frame.</summary>
internal static class MalformedCapture
{
    /// <summary>Has native read a frame.</summary>
    /// <param name="core">The library.</param>
    /// <param name="row">A row with <c>hex</c>.</param>
    public static FixtureRow Capture(NativeCore core, FixtureRow row)
    {
        var frame = row.GetBytes("hex");
        var value = NativeFrame.Read(core, frame);
        List<(string, object?)> fields;
        if (value == 0)
            fields = [("verdict", "null-pointer")];
        else if (GetRejection(core, value, frame) is { } code)
            fields = [("verdict", "reject"), ("code", code)];
        else
            fields = [("verdict", "accept"), ("reserialized", ToHex(NativeFrame.Write(core, value)))];
        core.Release(value);
        return new FixtureRow(
        [
            .. fields, ("hex", row.GetRequiredText("hex")),
            .. row.Except("verdict", "code", "reserialized", "hex"),
        ]);
    }

    private static string ToHex(byte[] frame) => Convert.ToHexStringLower(frame);

    /// <summary>
    /// An error is a rejection, unless the frame holds just that error: native says nothing about those.
    /// </summary>
    private static string? GetRejection(NativeCore core, nint value, byte[] frame)
    {
        if (!core.IsError(value))
            return null;
        var (code, message) = core.DescribeError(value);
        var isError = frame.Length > FrameHeader.Size && frame[FrameHeader.Size] == (byte)RayType.Error;
        return isError && message is null ? null : code;
    }
}
