namespace NanoCharger.Core.Charging
{
    /// <summary>Names of the limits on the offer. Each has one owner, so nobody overwrites another's.</summary>
    public enum LimitSlot
    {
        /// <summary>What the installation carries: the setting maxAmps.</summary>
        Commissioning = 0,

        /// <summary>What the cable carries: the setting cable.amps of a tethered one, or what its plug told.</summary>
        Cable = 1,

        /// <summary>What the temperature at the terminals allows.</summary>
        Temperature = 2,

        /// <summary>The backend's charging profile.</summary>
        BackendProfile = 3,

        /// <summary>The technician's, at the console: 0 disables.</summary>
        Technician = 4,

        /// <summary>In force while the backend has been silent for too long: the setting offline.amps.</summary>
        Fallback = 5,

        /// <summary>10 A for a vehicle that goes from A to C with no B between (IEC 61851-1:2017, A.2.3, simplified pilot function).</summary>
        Vehicle = 6,

        /// <summary>1.2 times the highest current that the meter's calibration was proven with; in a calibration run what the technician named for it.</summary>
        Calibration = 7,

        /// <summary>0 for a planned pause: a handshake that may stop every thread is not begun under load.</summary>
        Handshake = 8,
    }
}
