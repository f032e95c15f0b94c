using System;
using NanoCharger.Core.Charging;
using NanoCharger.Core.Metering;

namespace NanoCharger.System.Tests.Storage
{
    /// <summary>Carries out nothing: this backend asks for nothing. A limit may be lifted, which is what a start does.</summary>
    internal sealed class NobodysWishes : ICommands
    {
        public string BeginCalibrationRun(int milliamps)
        {
            throw new NotSupportedException();
        }

        public string EndCalibrationRun()
        {
            throw new NotSupportedException();
        }

        public string AcceptRegister()
        {
            throw new NotSupportedException();
        }

        public int RetrySetAside()
        {
            throw new NotSupportedException();
        }

        public void Authorise(string token, GrantSource source)
        {
            throw new NotSupportedException();
        }

        public bool Stop(GrantSource source)
        {
            throw new NotSupportedException();
        }

        public bool TellTransaction()
        {
            throw new NotSupportedException();
        }

        public void SetLimit(LimitSlot slot, int milliamps)
        {
        }

        public bool RequestAvailable(bool available, bool atOnce)
        {
            throw new NotSupportedException();
        }

        public void ClearFaults()
        {
            throw new NotSupportedException();
        }

        public void ShowPattern(string letters)
        {
            throw new NotSupportedException();
        }

        public string StartSelfTest()
        {
            throw new NotSupportedException();
        }

        public string Calibrate(CalibrationStep step, int phase, int reference)
        {
            throw new NotSupportedException();
        }

        public string GenerateKey(bool confirmed)
        {
            throw new NotSupportedException();
        }

        public string ClearCalibration()
        {
            throw new NotSupportedException();
        }
    }
}
