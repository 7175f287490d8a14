using System.Text;
using Rayforce.Native.Interop;

namespace Rayforce.FixtureGen;

/// <summary>
/// closures.jsonl: what native writes after it has read a lambda with a closure, or evaluated a source that makes one.
/// </summary>
internal static class ClosureCapture
{
    /// <summary>Has native evaluate a row's source, or read its frame where it has none, and write the lambda.</summary>
    /// <param name="core">The library.</param>
    /// <param name="row">A row with <c>name</c> and either <c>rayfall</c> or <c>hex</c>.</param>
    public static FixtureRow Capture(NativeCore core, FixtureRow row)
    {
        var value = row.GetText("rayfall") is { } source
            ? core.EvaluateSource(Encoding.UTF8.GetBytes(source))
            : NativeFrame.Read(core, row.GetBytes("hex"));
        if (value == 0 || core.IsError(value))
        {
            var why = value == 0 ? "nothing" : $"the error {core.DescribeError(value)}";
            throw new FormatException($"Native makes {why} of {row.ToJson()}");
        }

        var frame = NativeFrame.Write(core, value);
        core.Release(value);
        return new FixtureRow([.. row.Except("hex"), ("hex", Convert.ToHexStringLower(frame))]);
    }
}
