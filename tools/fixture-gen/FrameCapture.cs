using System.Text;
using Rayforce.Ipc;
using Rayforce.Native.Interop;

namespace Rayforce.FixtureGen;

/// <summary>
/// frames.jsonl: what native makes of a source, and writes. One environment for all of them, in their order.
/// </summary>
/// <param name="core">The library.</param>
/// <param name="library">Its handle.</param>
internal sealed class FrameCapture(NativeCore core, nint library)
{
    private const string LambdaNote =
        "the native size function over-counts a lambda by 8 bytes (per lambda, nested ones too): " +
        "trailing bytes of the payload are uninitialised memory, not content";

    private const string ErrorNote =
        "the 8 context bytes are process-local in this generation and carry no portable meaning";

    private readonly ConstructedObjects _constructed = new(library);

    /// <summary>Evaluates a source, or makes an object by the C interface, and writes it.</summary>
    /// <param name="source">A row with <c>name</c> and either <c>rayfall</c> or <c>c_api</c>.</param>
    public FixtureRow Capture(FixtureRow source)
    {
        var rayfall = source.GetText("rayfall");
        var value = rayfall is not null
            ? core.EvaluateSource(Encoding.UTF8.GetBytes(rayfall))
            : _constructed.Create(source.GetRequiredText("c_api"));
        if (value == 0)
            throw new FormatException($"Native makes nothing of {source.ToJson()}");
        var type = core.GetTypeCode(value);
        // The fixtures hold no text for errors, nor for the tables that core 0.x draws.
        var isDrawn = core.WireVersion == WireVersion.V1 && type == (sbyte)RayType.Table;
        var text = core.IsError(value) || isDrawn ? null : core.Format(value);
        var frame = NativeFrame.Write(core, value);
        core.Release(value);
        var note = EraseForeignBytes(frame);
        List<(string, object?)> fields =
            [.. source.Fields, ("type", type), ("text", text), ("hex", Convert.ToHexStringLower(frame))];
        if (note is not null)
            fields.Add(("note", note));
        return new FixtureRow(fields);
    }

    /// <summary>
    /// Wire version 1 sends bytes that are this process's own: they become zeros, so that two captures are alike.
    /// </summary>
    /// <returns>What there is to say about them.</returns>
    private string? EraseForeignBytes(byte[] frame)
    {
        if (core.WireVersion != WireVersion.V1)
            return null;
        var reader = new RayReader(frame.AsSpan(FrameHeader.Size), core.WireVersion);
        if (RaySerializer.Deserialize(ref reader) is RayError)
        {
            frame.AsSpan(FrameHeader.Size + 2, sizeof(long)).Clear();
            return ErrorNote;
        }

        var rest = frame.AsSpan(FrameHeader.Size + reader.Offset);
        rest.Clear();
        return rest.IsEmpty ? null : LambdaNote;
    }
}
