using System.Runtime.InteropServices;

namespace System;

internal static class BitConverterInt32BitsToSingle
{
    extension(BitConverter)
    {
        /// <summary>The number that has these bits.</summary>
        public static float Int32BitsToSingle(int value) => MemoryMarshal.Cast<int, float>([value])[0];
    }
}
