using Rayforce.Native.Interop;

namespace Rayforce.FixtureGen;

/// <summary>Frames to and from native, as bytes.</summary>
internal static class NativeFrame
{
    /// <summary>Writes an object, which stays the caller's.</summary>
    /// <exception cref="FormatException">Native cannot write it.</exception>
    public static byte[] Write(NativeCore core, nint value)
    {
        var frame = core.Serialize(value);
        if (frame == 0 || core.IsError(frame))
            throw new FormatException($"Native cannot write an object of type {core.GetTypeCode(value)}.");
        var bytes = core.GetBytes(frame).ToArray();
        core.Release(frame);
        return bytes;
    }

    /// <summary>Reads a frame.</summary>
    /// <returns>The object, an error object, or 0.</returns>
    public static nint Read(NativeCore core, ReadOnlySpan<byte> frame)
    {
        var bytes = core.NewBytes(frame);
        var value = core.Deserialize(bytes);
        core.Release(bytes);
        return value;
    }
}
