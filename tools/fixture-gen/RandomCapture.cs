using Rayforce.Native.Interop;

namespace Rayforce.FixtureGen;

/// <summary>random.jsonl: what native writes after it has read a random object.</summary>
internal static class RandomCapture
{
    /// <summary>Has native read a frame and write it back.</summary>
    /// <param name="core">The library.</param>
    /// <param name="row">A row with <c>name</c> and <c>hex</c>.</param>
    public static FixtureRow Capture(NativeCore core, FixtureRow row)
    {
        var name = row.GetRequiredText("name");
        var value = NativeFrame.Read(core, row.GetBytes("hex"));
        if (value == 0 || core.IsError(value))
            throw new FormatException($"Native does not read the frame of {name}.");
        var type = core.GetTypeCode(value);
        var frame = NativeFrame.Write(core, value);
        core.Release(value);
        return new FixtureRow(
        [
            ("name", name), ("type", type), ("hex", Convert.ToHexStringLower(frame)),
            .. row.Except("name", "type", "hex"),
        ]);
    }
}
