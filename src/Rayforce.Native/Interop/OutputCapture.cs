using System.Runtime.InteropServices;

namespace Rayforce.Native.Interop;

/// <summary>
/// Takes what native code prints. The C interface has no such thing, so the C library's standard streams are
/// exchanged: in glibc they are variables that may be set. Only C code that prints through them is caught, that is
/// the runtime; what the process's managed side writes goes where it always went. Without glibc nothing is caught.
/// </summary>
internal static unsafe class OutputCapture
{
    // The variables are the process's: two runtimes take turns.
    private static readonly Lock Turn = new();
    private static readonly Streams? Exchange = Streams.Find();

    /// <summary>Whether printed output can be caught here.</summary>
    public static bool IsSupported => Exchange is not null;

    /// <summary>Runs an action and takes what it prints, to standard output and standard error.</summary>
    /// <typeparam name="T">The type of the action's result.</typeparam>
    /// <param name="action">The action, on this thread.</param>
    /// <param name="printed">What was printed, as bytes.</param>
    public static T Run<T>(Func<T> action, out byte[] printed)
    {
        printed = [];
        if (Exchange is not { } streams)
            return action();
        lock (Turn)
        {
            byte* text = null;
            nuint length = 0;
            var stream = streams.Open(&text, &length);
            if (stream == 0)
                return action();
            var (output, error) = (*streams.Output, *streams.Error);
            (*streams.Output, *streams.Error) = (stream, stream);
            try
            {
                return action();
            }
            finally
            {
                (*streams.Output, *streams.Error) = (output, error);
                streams.Close(stream);
                printed = new ReadOnlySpan<byte>(text, checked((int)length)).ToArray();
                streams.Free(text);
            }
        }
    }

    /// <summary>The C library's streams and what it takes to make one of memory.</summary>
    private sealed class Streams
    {
        public nint* Output { get; private init; }

        public nint* Error { get; private init; }

        public delegate* unmanaged[Cdecl]<byte**, nuint*, nint> Open { get; private init; }

        public delegate* unmanaged[Cdecl]<nint, int> Close { get; private init; }

        public delegate* unmanaged[Cdecl]<void*, void> Free { get; private init; }

        public static Streams? Find()
        {
            // The main program's scope, so that it is the same variable that other libraries see.
            var scope = new NativeExports(NativeLibrary.GetMainProgramHandle());
            scope.Find("gnu_get_libc_version");
            var streams = new Streams
            {
                Output = (nint*)scope.Find("stdout"),
                Error = (nint*)scope.Find("stderr"),
                Open = (delegate* unmanaged[Cdecl]<byte**, nuint*, nint>)scope.Find("open_memstream"),
                Close = (delegate* unmanaged[Cdecl]<nint, int>)scope.Find("fclose"),
                Free = (delegate* unmanaged[Cdecl]<void*, void>)scope.Find("free"),
            };
            return scope.Missing.Count == 0 ? streams : null;
        }
    }
}
