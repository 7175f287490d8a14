namespace Rayforce.Data.Tests;

/// <summary>What servers hold in tests.</summary>
public static class Scripts
{
    /// <summary>The table of rayforce-py's tests of SQL.</summary>
    public const string People =
        """
        (set people (table [id name age salary dept] (list
          [1 2 3 4 5]
          [Alice Bob Charlie Diana Eve]
          [25 30 35 28 32]
          [50000.0 60000.0 70000.0 55000.0 65000.0]
          [eng sales eng sales eng])))
        """;

    /// <summary>A column of every type, and a null in those that have one.</summary>
    public const string Types =
        """
        (set types (table [b8 u8 i16 i32 i64 f32 f64 date time stamp span guid sym str list] (list
          [true false]
          [0x01 0x02]
          [1h 0Nh]
          [2i 0Ni]
          [3 0Nl]
          [1.5e 0Ne]
          [2.5 0Nf]
          [2024.02.03 0Nd]
          [10:11:12.013 0Nt]
          [2024.02.03D10:11:12.013000000 0Np]
          (- [2024.02.03D00:00:01.000000000 0Np] 2024.02.03D00:00:00.000000000)
          (as 'GUID ["0a1b2c3d-0405-0607-0809-0a0b0c0d0e0f" ""])
          (as 'SYMBOL ["a" ""])
          ["b" ""]
          (list [1 2] [3]))))
        """;
}
