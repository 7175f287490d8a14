namespace System.Threading;

internal static class CancellationTokenUnsafeRegister
{
    extension(CancellationToken token)
    {
        /// <summary>Calls back when the token is cancelled, without the context of who registers.</summary>
        public CancellationTokenRegistration UnsafeRegister(Action<object?> callback, object? state)
        {
            if (ExecutionContext.IsFlowSuppressed())
                return token.Register(callback, state);
            using (ExecutionContext.SuppressFlow())
                return token.Register(callback, state);
        }
    }
}
