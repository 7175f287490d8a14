using System.Runtime.InteropServices;
using System.Text;
using Rayforce.Ipc;

namespace Rayforce.Native.Interop;

/// <summary>Core 2.x, wire version 3.</summary>
internal sealed unsafe class Core2(NativeExports exports) : NativeCore
{
    /// <summary>The symbol by which this generation is known.</summary>
    public const string StartSymbol = "ray_runtime_create";

    private const int FormatFull = 1;

    private readonly delegate* unmanaged[Cdecl]<int, byte**, nint> _create =
        (delegate* unmanaged[Cdecl]<int, byte**, nint>)exports.Find(StartSymbol);

    private readonly delegate* unmanaged[Cdecl]<nint, void> _destroy =
        (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("ray_runtime_destroy");

    private readonly delegate* unmanaged[Cdecl]<byte*> _version =
        (delegate* unmanaged[Cdecl]<byte*>)exports.Find("ray_version_string");

    private readonly delegate* unmanaged[Cdecl]<byte*, nint> _evaluateSource =
        (delegate* unmanaged[Cdecl]<byte*, nint>)exports.Find("ray_eval_str");

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _evaluate =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("ray_eval");

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _serialize =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("ray_ser");

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _deserialize =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("ray_de");

    private readonly delegate* unmanaged[Cdecl]<sbyte, void*, long, nint> _newVector =
        (delegate* unmanaged[Cdecl]<sbyte, void*, long, nint>)exports.Find("ray_vec_from_raw");

    private readonly delegate* unmanaged[Cdecl]<nint, void> _release =
        (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("ray_release");

    private readonly delegate* unmanaged[Cdecl]<nint, void> _freeError =
        (delegate* unmanaged[Cdecl]<nint, void>)exports.Find("ray_error_free");

    private readonly delegate* unmanaged[Cdecl]<nint, int, nint> _format =
        (delegate* unmanaged[Cdecl]<nint, int, nint>)exports.Find("ray_fmt");

    private readonly delegate* unmanaged[Cdecl]<nint, byte*> _stringPointer =
        (delegate* unmanaged[Cdecl]<nint, byte*>)exports.Find("ray_str_ptr");

    private readonly delegate* unmanaged[Cdecl]<nint, nuint> _stringLength =
        (delegate* unmanaged[Cdecl]<nint, nuint>)exports.Find("ray_str_len");

    private readonly delegate* unmanaged[Cdecl]<nint, byte*> _errorCode =
        (delegate* unmanaged[Cdecl]<nint, byte*>)exports.Find("ray_err_code");

    private readonly delegate* unmanaged[Cdecl]<byte*> _errorMessage =
        (delegate* unmanaged[Cdecl]<byte*>)exports.Find("ray_error_msg");

    private readonly delegate* unmanaged[Cdecl]<byte, void> _setRestricted =
        (delegate* unmanaged[Cdecl]<byte, void>)exports.Find("ray_eval_set_restricted");

    private readonly delegate* unmanaged[Cdecl]<void> _requestInterrupt =
        (delegate* unmanaged[Cdecl]<void>)exports.Find("ray_request_interrupt");

    private readonly delegate* unmanaged[Cdecl]<void> _clearInterrupt =
        (delegate* unmanaged[Cdecl]<void>)exports.Find("ray_clear_interrupt");

    private readonly delegate* unmanaged[Cdecl]<nint, nint> _materialize =
        (delegate* unmanaged[Cdecl]<nint, nint>)exports.Find("ray_lazy_materialize");

    private bool? _isSound;
    private nint _runtime;

    public override WireVersion WireVersion => WireVersion.V3;

    /// <summary>Before, some damaged frames end the process.</summary>
    public override bool ChecksFrames => IsSound;

    /// <summary>Before, an interrupted select ends the process.</summary>
    public override bool CanInterrupt => IsSound;

    /// <summary>Before, a restricted request gets out by way of <c>map</c>.</summary>
    public override bool CanRestrict => IsSound;

    protected override int TypeOffset => 18;

    protected override int LengthOffset => 24;

    protected override int DataOffset => 32;

    /// <summary>Core 2.1.8 is known not to be, 2.5.12 is the next that is known.</summary>
    private bool IsSound =>
        _isSound ??= Version.TryParse(ReadVersion(), out var version) && version >= new Version(2, 5);

    public override string ReadVersion() => Marshal.PtrToStringUTF8((nint)_version()) ?? "";

    public override bool Start()
    {
        _runtime = _create(0, null);
        return _runtime != 0;
    }

    public override void Stop()
    {
        _destroy(_runtime);
        _runtime = 0;
    }

    public override nint NewBytes(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* data = bytes)
            return _newVector(NativeType.U8, data, bytes.Length);
    }

    public override nint Deserialize(nint frame) => _deserialize(frame);

    public override nint Serialize(nint value) => _serialize(value);

    public override string? Format(nint value)
    {
        var text = _format(value, FormatFull);
        var formatted = text == 0 || IsError(text) ? null : Encoding.UTF8.GetString(GetString(text));
        Release(text);
        return formatted;
    }

    public override (string Code, string? Message) DescribeError(nint error) =>
        (Marshal.PtrToStringUTF8((nint)_errorCode(error)) ?? "", Marshal.PtrToStringUTF8((nint)_errorMessage()));

    public override void Release(nint value)
    {
        if (value == 0)
            return;
        switch (GetTypeCode(value))
        {
            case NativeType.Null: break;
            case NativeType.Error: _freeError(value); break;
            default: _release(value); break;
        }
    }

    public override void SetRestricted(bool restricted) => _setRestricted(restricted ? (byte)1 : (byte)0);

    public override void RequestInterrupt() => _requestInterrupt();

    public override void ClearInterrupt() => _clearInterrupt();

    protected override bool IsSource(nint value) => GetTypeCode(value) == NativeType.StringAtom;

    protected override ReadOnlySpan<byte> GetSource(nint value) => GetString(value);

    protected override nint EvaluateText(byte* text) => _evaluateSource(text);

    protected override nint EvaluateObject(nint value) => _evaluate(value);

    protected override nint Materialize(nint value) => _materialize(value);

    private ReadOnlySpan<byte> GetString(nint value) => new(_stringPointer(value), checked((int)_stringLength(value)));
}
