using System.Runtime.InteropServices;

namespace Rayforce.Native.Interop;

/// <summary>
/// Keeps the process's handler of the terminal's interrupt signal while foreign code may set its own.
/// </summary>
internal sealed unsafe class InterruptSignal : IDisposable
{
    private const int Interrupt = 2;

    // A struct sigaction, whose layout is the system's own business: 152 bytes with glibc on x86-64, less elsewhere.
    private readonly byte[] _action = new byte[1024];
    private readonly delegate* unmanaged[Cdecl]<int, byte*, byte*, int> _setAction;

    private InterruptSignal()
    {
        var scope = new NativeExports(NativeLibrary.GetMainProgramHandle());
        var setAction = (delegate* unmanaged[Cdecl]<int, byte*, byte*, int>)scope.FindOptional("sigaction");
        if (setAction == null)
            return;
        fixed (byte* action = _action)
        {
            if (setAction(Interrupt, null, action) == 0)
                _setAction = setAction;
        }
    }

    /// <summary>
    /// Remembers the handler; disposing sets it again. Where there are no signals there is nothing to keep.
    /// </summary>
    public static InterruptSignal Keep() => new();

    public void Dispose()
    {
        if (_setAction == null)
            return;
        fixed (byte* action = _action)
            _ = _setAction(Interrupt, action, null);
    }
}
