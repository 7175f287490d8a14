namespace System;

internal static class OperatingSystemIsBrowser
{
    extension(OperatingSystem)
    {
        /// <summary>A browser runs later frameworks.</summary>
        public static bool IsBrowser() => false;
    }
}
