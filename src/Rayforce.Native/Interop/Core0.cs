using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Native.Interop;

/// <summary>
/// Core 0.x, wire version 1. It has neither an interrupt nor a restricted mode, and its decoder believes every length.
/// </summary>
internal sealed unsafe class Core0(NativeExports exports) : NativeCore
{
    /// <summary>The symbol by which this generation is known.</summary>
    public const string StartSymbol = "ray_init";

    private const long FormatFull = 1;

    private readonly delegate* unmanaged[Cdecl]<int> _init = (delegate* unmanaged[Cdecl]<int>)exports.Find(StartSymbol);

    private readonly delegate* unmanaged[Cdecl]<byte> _version =
        (delegate* unmanaged[Cdecl]<byte>)exports.Find("version");

    private readonly delegate* unmanaged[Cdecl]<byte*, nint> _evaluateSource =
        (delegate* unmanaged[Cdecl]<byte*, nint>)exports.Find("eval_str");

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _evaluate =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("eval_obj");

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _serialize =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("ser_obj");

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _deserialize =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("de_obj");

    private readonly delegate* unmanaged[Cdecl]<sbyte, long, nint> _newVector =
        (delegate* unmanaged[Cdecl]<sbyte, long, nint>)exports.Find("vector");

    private readonly delegate* unmanaged[Cdecl]<nint, void> _release =
        (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("drop_obj");

    private readonly delegate* unmanaged[Cdecl]<nint, long, nint> _format =
        (delegate* unmanaged[Cdecl]<nint, long, nint>)exports.Find("obj_fmt");

    /// <summary>What a user or the system says of an error; not every build exports it.</summary>
    private readonly delegate* unmanaged[Cdecl]<nint, byte*> _errorMessage =
        (delegate* unmanaged[Cdecl]<nint, byte*>)exports.FindOptional("err_msg");

    /// <summary>What an error is about, as a dict; not every build exports it.</summary>
    private readonly delegate* unmanaged[Cdecl]<nint, nint> _errorInfo =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.FindOptional("err_info");

    public override WireVersion WireVersion => WireVersion.V1;

    public override bool ChecksFrames => false;

    public override bool CanInterrupt => false;

    public override bool CanRestrict => false;

    protected override int TypeOffset => 2;

    protected override int LengthOffset => 8;

    protected override int DataOffset => 16;

    /// <summary>Five bits of major version, three of minor.</summary>
    public override string ReadVersion()
    {
        var version = _version();
        return string.Create(CultureInfo.InvariantCulture, $"{version >> 3}.{version & 7}");
    }

    public override bool Start()
    {
        // The runtime takes the terminal's interrupt signal for itself; the process keeps what it had.
        using var handler = InterruptSignal.Keep();
        return _init() == 0;
    }

    /// <summary>
    /// Leaves the runtime where it is, until the process ends: <c>ray_clean</c> of 0.3 unmaps a page twice, and between
    /// the two another thread may have been given that page, which then writes to nothing.
    /// </summary>
    public override void Stop()
    {
    }

    public override nint NewBytes(ReadOnlySpan<byte> bytes)
    {
        var vector = _newVector(NativeType.U8, bytes.Length);
        if (vector != 0 && !IsError(vector))
            bytes.CopyTo(GetBytes(vector));
        return vector;
    }

    public override nint Deserialize(nint frame) => _deserialize(frame);

    public override nint Serialize(nint value) => _serialize(value);

    public override string? Format(nint value)
    {
        var text = _format(value, FormatFull);
        var isText = text != 0 && GetTypeCode(text) == NativeType.Chars;
        var formatted = isText ? Encoding.UTF8.GetString(GetBytes(text)) : null;
        Release(text);
        return formatted;
    }

    /// <summary>
    /// The details of an error, <c>expected: i64, got: symbol</c>, or the name that is unknown: what the Python binding
    /// of this generation shows behind the code.
    /// </summary>
    public override (string Code, string? Message) DescribeError(nint error)
    {
        var code = ReadCode(error);
        var message = ReadDetails(error) ?? (_errorMessage == null ? null : ReadText(_errorMessage(error)));
        // Where there is no more to say, native says the code again.
        return (code, message is "" || message == code ? null : message);
    }

    public override void Release(nint value)
    {
        if (value != 0 && GetTypeCode(value) is not (NativeType.Null or NativeType.Error))
            _release(value);
    }

    public override void SetRestricted(bool restricted) =>
        throw new NotSupportedException("Core 0.x has no restricted mode.");

    public override void RequestInterrupt()
    {
    }

    public override void ClearInterrupt()
    {
    }

    protected override bool IsSource(nint value) => GetTypeCode(value) == NativeType.Chars;

    protected override ReadOnlySpan<byte> GetSource(nint value) => GetBytes(value);

    protected override nint EvaluateText(byte* text) => _evaluateSource(text);

    protected override nint EvaluateObject(nint value) => _evaluate(value);

    protected override nint Materialize(nint value) => value;

    /// <summary>The code is a number behind the type; what follows it is different in each build.</summary>
    private string ReadCode(nint error)
    {
        var frame = _serialize(error);
        var number = frame != 0 && !IsError(frame) ? GetBytes(frame)[FrameHeader.Size + 1] : default;
        Release(frame);
        ReadOnlySpan<byte> bare = [(byte)RayType.Error, number, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        return ((RayError)RaySerializer.Deserialize(bare, WireVersion)).Code;
    }

    private static string ReadText(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    private string? ReadDetails(nint error)
    {
        if (_errorInfo == null)
            return null;
        var info = _errorInfo(error);
        var frame = info == 0 ? 0 : _serialize(info);
        Release(info);
        if (frame == 0 || IsError(frame))
            return null;
        var details = RaySerializer.DeserializeFrame(GetBytes(frame)) as RayDict;
        Release(frame);
        return Describe(details);
    }

    private static string? Describe(RayDict? details)
    {
        if (details is not { Keys: RaySymbolVector keys, Values: RayList values } || keys.Count != values.Count)
            return null;
        var rest = new List<string>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (keys[i] == "code")
                continue;
            var text = values[i] switch
            {
                RaySymbol symbol => symbol.Name,
                RayString said => said.Value,
                RayAtom<int> number => number.Value.ToString(CultureInfo.InvariantCulture),
                var other => other.ToString(),
            };
            rest.Add(keys[i] == "name" ? text : $"{keys[i]}: {text}");
        }

        return rest.Count == 0 ? null : string.Join(", ", rest);
    }
}
